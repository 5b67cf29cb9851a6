"""The live desk under load, beside a bare python-socketio server that only passes messages on."""
