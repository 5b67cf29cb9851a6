/** What carries packets, who hears of them, and where both are met. */
export interface Carrier {
  send(packet: string): void;
  close(): void;
}

export interface Ears {
  packet: (text: string) => void;
  /** Once, also when it never opened. */
  closed: () => void;
}

export const ENDPOINT = "/socket.io/?EIO=4&transport=";
