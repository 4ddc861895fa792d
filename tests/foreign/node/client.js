// Reads {url, key, events, users, groups, revenues} from stdin and sends it with the official SDK.
const { init, track, identify, groupIdentify, revenue, Identify, Revenue } = require("@amplitude/analytics-node");

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const asked = JSON.parse(Buffer.concat(chunks).toString());
  await init(asked.key, { serverUrl: `${asked.url}/2/httpapi`, flushIntervalMillis: 50 }).promise;
  const sent = asked.events.map((event) => track(event).promise);
  for (const { options, set, add } of asked.users) {
    const change = new Identify();
    for (const [name, value] of Object.entries(set)) change.set(name, value);
    for (const [name, value] of Object.entries(add)) change.add(name, value);
    sent.push(identify(change, options).promise);
  }
  for (const { type, name, set, options } of asked.groups) {
    const change = new Identify();
    for (const [key, value] of Object.entries(set)) change.set(key, value);
    sent.push(groupIdentify(type, name, change, options).promise);
  }
  for (const { options, product, price, quantity } of asked.revenues) {
    const paid = new Revenue().setProductId(product).setPrice(price).setQuantity(quantity);
    sent.push(revenue(paid, options).promise);
  }
  // Not flush(): it gives all events of a request up when one of them is refused.
  const outcomes = await Promise.all(sent);
  process.stdout.write(JSON.stringify(outcomes.map(({ code, message }) => ({ code, message }))));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
