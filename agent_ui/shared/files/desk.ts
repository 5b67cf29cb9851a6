/** What files need of the desk; who asks and in which conversation, whoever made this knows. */
import type { Attachment } from "../wire.js";

export interface Limits {
  max_bytes: number;
  max_files: number;
  types: string[];
}

export interface FileDesk {
  limits(): Promise<Limits>;
  /** Brings a file there, telling from 0 to 1 how far it is; a `FileError` says why not. */
  put(file: File, told: (part: number) => void, stop: AbortSignal): Promise<Attachment>;
  /** Takes an unsent one back; whether that works matters to nobody. */
  drop(id: string): void;
  content(id: string): Promise<Blob>;
}

/** `code` is the problem's, or `offline` when no answer came. */
export class FileError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The pictures that a page can show; everything else is saved. */
export function isPicture({ width, height, type }: Attachment): boolean {
  return Boolean(width && height) && type.startsWith("image/");
}
