/** Tells of new words: by a sound, and by the title of a page that nobody looks at. */
import type { Bridge } from "../bridge.js";
import type { Frame } from "../elements/frame.js";

const FLASH_MS = 1000;
/** A fifth, upwards, soft as a knock on wood. */
const TONES = [587.33, 880];
const STEP_S = 0.13;
const LOUD = 0.12;

let flashing: ReturnType<typeof setInterval> | undefined;
let sound: AudioContext | undefined;

/** `plain` is the page's own title, which comes back when somebody looks. */
export function announce(frame: Frame, unread: number, plain: string | undefined, bridge: Bridge): void {
  // A browser lets a page sound only after its reader has touched it; nobody is startled before.
  if (!frame.quiet && navigator.userActivation.hasBeenActive) ring((sound ??= new AudioContext()));
  if (document.visibilityState !== "hidden" || !plain) return;
  const text = `(${frame.words.number(unread)}) ${frame.site || frame.words.t("title")}`;
  flash(text, plain, (title) => bridge.tell("title", title));
}

function ring(context: AudioContext): void {
  void context.resume();
  for (const [at, pitch] of TONES.entries()) {
    const tone = context.createOscillator();
    const level = context.createGain();
    const start = context.currentTime + at * STEP_S;
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0, start);
    level.gain.linearRampToValueAtTime(LOUD, start + 0.015);
    level.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
    tone.connect(level).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  }
}

/** The title changes every second until somebody looks; then it is what it was. */
function flash(text: string, plain: string, title: (text: string) => void): void {
  clearInterval(flashing);
  let on = true;
  title(text);
  flashing = setInterval(() => {
    on = !on;
    title(on ? text : plain);
  }, FLASH_MS);
  const back = (): void => {
    if (document.visibilityState === "hidden") return;
    document.removeEventListener("visibilitychange", back);
    clearInterval(flashing);
    title(plain);
  };
  document.addEventListener("visibilitychange", back);
}
