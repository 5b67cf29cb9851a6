"""The Socket.IO server beneath the doors: who is connected, who is told, how much one caller may ask."""
