"""The peer: python-socketio and uvicorn as they come, passing messages on and keeping nothing."""

import sys
from typing import Any

import socketio
import uvicorn

server = socketio.AsyncServer(async_mode="asgi")


@server.event(namespace="/")
async def join(sid: str, frame: dict[str, Any]) -> dict[str, Any]:
    """Come into the room of a conversation."""
    await server.enter_room(sid, frame["room"])
    return {"ok": True}


@server.on("message.send")
async def pass_on(sid: str, frame: dict[str, Any]) -> dict[str, Any]:
    """Tell everybody in the room, the sender too, and acknowledge."""
    await server.emit("message.new", {"message": frame}, to=frame["room"])
    return {"ok": True, "message": frame}


if __name__ == "__main__":
    uvicorn.run(socketio.ASGIApp(server), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
