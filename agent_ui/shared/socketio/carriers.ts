/** How packets travel: over a WebSocket, or by long polling where something on the way forbids those. */
import { ENDPOINT, type Carrier, type Ears } from "./carrier.js";

export function carry(polling: boolean, ears: Ears): Carrier {
  return polling ? overPolling(ears) : overWebSocket(ears);
}

function overWebSocket(ears: Ears): Carrier {
  const url = new URL(`${ENDPOINT}websocket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") ears.packet(data);
  };
  socket.onclose = () => ears.closed();
  return {
    send: (packet) => socket.send(packet),
    close: () => {
      socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

/** Few need it: it is loaded when it is. */
function overPolling(ears: Ears): Carrier {
  let carrier: Carrier | undefined;
  let closed = false;
  import("./polling.js").then(
    (polling) => {
      if (!closed) carrier = polling.overPolling(ears);
    },
    () => ears.closed(),
  );
  return {
    send: (packet) => carrier?.send(packet),
    close: () => {
      closed = true;
      carrier?.close();
    },
  };
}
