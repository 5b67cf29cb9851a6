/** JSON over HTTP with the log-in's token; a problem document becomes an `HttpError`. */

/** `code` is the problem's, or `offline` when no answer came. */
export class HttpError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "HttpError";
  }
}

export class Http {
  constructor(
    private readonly token: () => string | null,
    private readonly onExpired: () => void,
    private readonly base = "/api/v1",
  ) {}

  get<T>(path: string, query: Readonly<Record<string, string | number | null | undefined>> = {}): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
    }
    const tail = search.size > 0 ? `?${search}` : "";
    return this.send<T>("GET", path + tail);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.send<T>("POST", path, body);
  }

  put<T>(path: string, body: object | Blob): Promise<T> {
    return this.send<T>("PUT", path, body);
  }

  delete<T>(path: string): Promise<T> {
    return this.send<T>("DELETE", path);
  }

  /** Something that is no JSON, to be saved. */
  async file(path: string): Promise<Blob> {
    const response = await this.fetch("GET", path);
    if (response.ok) return response.blob();
    throw problem(response.status, await read(response));
  }

  private async send<T>(method: string, path: string, body?: object | Blob): Promise<T> {
    const response = await this.fetch(method, path, body);
    const data = await read(response);
    if (response.ok) return data as T;
    throw problem(response.status, data);
  }

  private async fetch(method: string, path: string, body?: object | Blob): Promise<Response> {
    const token = this.token();
    const headers: Record<string, string> = { accept: "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    const file = body instanceof Blob;
    if (body) headers["content-type"] = file ? "application/octet-stream" : "application/json";
    let response: Response;
    try {
      response = await fetch(this.base + path, {
        method,
        headers,
        body: file ? body : body ? JSON.stringify(body) : null,
        cache: "no-store",
      });
    } catch {
      throw new HttpError("offline", 0, path);
    }
    if (response.status === 401 && token) this.onExpired();
    return response;
  }
}

async function read(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function problem(status: number, data: Record<string, unknown>): HttpError {
  const code = typeof data.code === "string" ? data.code : `http_${status}`;
  const detail = typeof data.detail === "string" ? data.detail : code;
  return new HttpError(code, status, detail, data);
}
