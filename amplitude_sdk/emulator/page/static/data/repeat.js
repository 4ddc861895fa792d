// Asks again and again, and less often when the answers take long.

const PATIENCE = 10;

/** Runs `task` now and, until `signal` aborts, again `wait` milliseconds after it is done. */
export async function repeat(task, wait, signal) {
  while (!signal.aborted) {
    const began = performance.now();
    if (!document.hidden) await task();
    await pause(Math.max(wait, PATIENCE * (performance.now() - began)), signal);
  }
}

function pause(wait, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, wait);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
