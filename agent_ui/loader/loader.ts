/**
 * The one script of a host page: a launcher button, and behind it the widget's frame, loaded when it is
 * first opened or when a conversation is already going on.
 */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>("script[data-baton]");

const WORDS: Record<string, string | undefined> = {
  fa: "گفت‌وگو با ما",
  pl: "Porozmawiaj z nami",
};

/** Where the chat fills the screen; the page behind it then stands still. */
const SMALL = "@media(max-width:480px),(max-height:480px)";

/** The icons are clipped shapes: no image, so a strict policy for images on the host page does not matter. */
const STYLE = `:host{all:initial}
button,div{position:fixed;inset-inline-end:20px;z-index:999999999;font:15px system-ui;box-shadow:0 8px 32px #0004}
button{bottom:20px;width:56px;height:56px;border:0;border-radius:50%;cursor:pointer;background:var(--a);color:#fff}
button:focus-visible{outline:3px solid var(--a);outline-offset:3px}
button::before{content:"";position:absolute;inset:15px;background:currentColor;clip-path:path("M6 2h14a5 5 0 015 5v7a5 5 0 01-5 5h-6l-6 6v-6h-2a5 5 0 01-5-5v-7a5 5 0 015-5z")}
.open button::before{clip-path:path("M5 9l8 8 8-8-2-2-6 6-6-6z")}
b{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;border-radius:11px;background:#c22;font-size:12px;line-height:22px}
b:empty,.open b{display:none}
div{bottom:92px;width:400px;height:min(680px,100dvh - 112px);border-radius:16px;overflow:hidden;background:Canvas;color:CanvasText;color-scheme:light dark;visibility:hidden}
.open div{visibility:visible}
a{padding:32px}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0;opacity:0}
.ready iframe{opacity:1}
${SMALL}{div{inset:0;width:auto;height:auto;border-radius:0}.open.ready button{display:none}}
@media print{:host{display:none}}`;

function begin(tag: HTMLScriptElement): void {
  const url = new URL("frame.html", tag.src);
  const early = window.Baton as unknown as BatonQueue | undefined;
  let lang = tag.dataset.lang ?? (document.documentElement.lang || navigator.language);
  let open = false;
  let ready = false;
  let frame: HTMLIFrameElement | undefined;
  /** What the page said before the frame could hear it. */
  const kept: [string, unknown][] = [];

  const host = document.createElement("baton-chat");
  host.style.setProperty("--a", tag.dataset.accent || "#0b6e66");
  const shadow = host.attachShadow({ mode: "open" });
  const dress = (parent: DocumentOrShadowRoot, css: string): CSSStyleSheet => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    parent.adoptedStyleSheets.push(sheet);
    return sheet;
  };
  dress(shadow, STYLE);
  const lock = dress(document, SMALL + "{html,body{overflow:hidden!important}}");
  const make = <K extends keyof HTMLElementTagNameMap>(name: K, parent: Node): HTMLElementTagNameMap[K] =>
    parent.appendChild(document.createElement(name));
  const root = make("section", shadow);
  const panel = make("div", root);
  const button = make("button", root);
  const badge = make("b", button);

  const word = (): string => WORDS[lang.slice(0, 2)] ?? "Chat with us";
  const draw = (): void => {
    const unread = badge.textContent;
    root.className = `${open && "open"} ${ready && "ready"}`;
    root.dir = getComputedStyle(document.body).direction;
    root.lang = lang;
    button.ariaLabel = word() + (unread && ` (${unread})`);
    button.ariaExpanded = `${open}`;
    lock.disabled = !open;
    if (frame) frame.title = word();
  };
  const tell = (name: string, detail?: unknown): unknown =>
    dispatchEvent(new CustomEvent("baton:" + name, { detail }));
  const post = (name: string, value?: unknown): void => {
    if (ready) frame?.contentWindow?.postMessage({ baton: name, value }, url.origin);
    else kept.push([name, value]);
  };
  /** Where the customer is, without what an address may hold of secrets. */
  const tellPage = (): void => post("page", { url: origin + location.pathname, title: document.title });
  const show = (): void => {
    draw();
    tellPage();
    post(open ? "open" : "close");
    if (open && ready) frame?.focus();
  };
  const load = (): void => {
    if (frame) return;
    url.search = `${new URLSearchParams({ ...(tag.dataset as object), host: origin, lang })}`;
    frame = make("iframe", panel);
    frame.src = url.href;
    // A frame that the page's own policy or a network keeps away leaves a way in of its own.
    setTimeout(() => {
      if (ready) return;
      const way = make("a", panel);
      way.href = url.href;
      way.target = "_blank";
      way.textContent = word();
    }, 12000);
  };
  const set = (value: boolean): void => {
    if (open === value) return;
    open = value;
    if (open) load();
    show();
    if (!open && shadow.activeElement) button.focus();
    tell(open ? "open" : "close");
  };
  /** A page without storage loads the frame on opening only. */
  const going = (value?: unknown): unknown => {
    try {
      if (value !== undefined) localStorage.baton = value ? 1 : "";
      return localStorage.baton;
    } catch {
      return undefined;
    }
  };

  addEventListener("message", (event: MessageEvent<{ baton?: string; value?: string | number } | null>) => {
    if (event.origin !== url.origin || event.source !== frame?.contentWindow) return;
    const { baton: name, value } = event.data ?? {};
    if (name === "close") {
      set(false);
      return;
    }
    if (name === "kept") going(value);
    if (name === "unread") {
      badge.textContent = (value || "") as string;
      draw();
    }
    if (name === "title") document.title = value as string;
    if (name === "ready") {
      ready = true;
      for (const one of kept) post(...one);
      show();
    }
    if (name) tell(name, value);
  });
  // The focus goes from the page into the frame: the customer is about to write.
  addEventListener("blur", tellPage);
  button.onclick = () => set(!open);
  root.onkeydown = (event) => {
    if (event.key === "Escape") set(false);
  };
  const relayed = (name: string) => (value?: unknown) => post(name, value);
  const api: BatonApi = (window.Baton = {
    open: () => set(true),
    close: () => set(false),
    toggle: () => set(!open),
    setLang: (value) => {
      lang = value;
      draw();
      post("lang", value);
    },
    identify: relayed("identify"),
    logout: relayed("logout"),
    setAttributes: relayed("attributes"),
    send: (text) => {
      load();
      post("say", text);
    },
    on: (name, listener) => {
      const hear = (event: Event): void => listener((event as CustomEvent<never>).detail);
      addEventListener("baton:" + name, hear);
      return () => removeEventListener("baton:" + name, hear);
    },
    push: (...calls) =>
      calls.forEach(([name, ...values]) => (api[name] as (...values: unknown[]) => unknown)(...values)),
  });

  draw();
  document.body.append(host);
  if (going()) setTimeout(load, 500);
  if (early) api.push(...early);
}

if (script && !(window.Baton as Partial<BatonApi> | undefined)?.open) {
  if (document.body as HTMLElement | null) begin(script);
  else addEventListener("DOMContentLoaded", () => begin(script));
}
