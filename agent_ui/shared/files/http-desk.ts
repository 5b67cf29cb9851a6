/** Files over HTTP, with the token of who asks. */
import type { Attachment } from "../wire.js";
import { FileError, type FileDesk, type Limits } from "./desk.js";

export interface Door {
  token: string;
  /** The conversation. */
  id: string;
}

const HTTP_OK = 200;
const KEPT = 30;

export class HttpFiles implements FileDesk {
  private asked: Promise<Limits> | null = null;
  /** What was shown or sent lately is not fetched again. */
  private readonly known = new Map<string, Promise<Blob>>();

  constructor(private readonly door: () => Promise<Door>) {}

  limits(): Promise<Limits> {
    this.asked ??= this.ask().catch((error: unknown) => {
      this.asked = null;
      throw error;
    });
    return this.asked;
  }

  async put(file: File, told: (part: number) => void, stop: AbortSignal): Promise<Attachment> {
    const { token, id } = await this.enter();
    const request = new XMLHttpRequest();
    request.open("POST", `${pathOf(id)}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0);
    stop.addEventListener("abort", () => request.abort());
    return new Promise((done, failed) => {
      request.onload = () => {
        const answer = readJson(request.responseText);
        if (request.status === HTTP_OK) {
          void this.keep(String(answer.id), Promise.resolve(file));
          done(answer as unknown as Attachment);
        } else failed(new FileError(codeOf(answer)));
      };
      request.onerror = request.onabort = () => failed(new FileError("offline"));
      if (stop.aborted) failed(new FileError("offline"));
      else request.send(file);
    });
  }

  drop(id: string): void {
    this.call(id, "DELETE").catch(() => undefined);
  }

  content(id: string): Promise<Blob> {
    const known = this.known.get(id);
    if (known) return known;
    const coming = this.call(id, "GET").then((answer) => answer.blob());
    coming.catch(() => this.known.delete(id));
    return this.keep(id, coming);
  }

  private keep(id: string, content: Promise<Blob>): Promise<Blob> {
    this.known.set(id, content);
    for (const oldest of [...this.known.keys()].slice(0, -KEPT)) this.known.delete(oldest);
    return content;
  }

  private async ask(): Promise<Limits> {
    const answer = await fetch("/api/v1/attachments/limits");
    if (!answer.ok) throw new FileError("offline");
    return (await answer.json()) as Limits;
  }

  private async call(file: string, method: string): Promise<Response> {
    const { token, id } = await this.enter();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${pathOf(id)}/${file}`, { method, headers, cache: "no-store" });
    if (!answer.ok) throw new FileError(codeOf(readJson(await answer.text())));
    return answer;
  }

  private async enter(): Promise<Door> {
    try {
      return await this.door();
    } catch {
      throw new FileError("offline");
    }
  }
}

function pathOf(id: string): string {
  return `/api/v1/conversations/${encodeURIComponent(id)}/attachments`;
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function codeOf(answer: Record<string, unknown>): string {
  return typeof answer.code === "string" ? answer.code : "other";
}
