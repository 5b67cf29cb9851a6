/** Between the frame and the page around it: exact origins only, and only what is named here. */
export interface FromPage {
  open: () => void;
  close: () => void;
  lang: (lang: string) => void;
  page: (page: object) => void;
  attributes: (values: object) => void;
  identify: (token: string) => void;
  logout: () => void;
  say: (text: string) => void;
}

export class Bridge {
  /** The page that holds us; empty when the widget is opened by itself. */
  constructor(private readonly page: string) {}

  get framed(): boolean {
    return this.page !== "" && window.parent !== window;
  }

  tell(name: string, value?: unknown): void {
    if (this.framed) window.parent.postMessage({ baton: name, value }, this.page);
  }

  listen(from: FromPage): void {
    window.addEventListener("message", (event: MessageEvent<{ baton?: unknown; value?: unknown } | null>) => {
      if (event.source !== window.parent || event.origin !== this.page) return;
      const { baton, value } = event.data ?? {};
      if (baton === "open" || baton === "close" || baton === "logout") from[baton]();
      else if ((baton === "lang" || baton === "identify" || baton === "say") && typeof value === "string")
        from[baton](value);
      else if ((baton === "page" || baton === "attributes") && value && typeof value === "object")
        from[baton](value);
    });
  }
}
