/** Between the frame and the page around it: exact origins only, and only what is named here. */
export interface FromPage {
  open: () => void;
  close: () => void;
  lang: (lang: string) => void;
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
      if (baton === "open") from.open();
      else if (baton === "close") from.close();
      else if (baton === "lang" && typeof value === "string") from.lang(value);
    });
  }
}
