"""What is asked of the emulator's dashboard, each question beside the SQL that answers it."""
