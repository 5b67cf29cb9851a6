/** Tells of new words: by a sound, and by the title of a page that nobody looks at. */
export interface News {
  /** What is to be read in the title between two flashes. */
  text: string;
  /** The page's own title, which comes back. */
  plain: string;
  quiet: boolean;
  /** Writes the page's title. */
  title: (text: string) => void;
}

const FLASH_MS = 1000;
/** A fifth, upwards, soft as a knock on wood. */
const TONES = [587.33, 880];
const STEP_S = 0.13;
const LOUD = 0.12;

let flashing: ReturnType<typeof setInterval> | undefined;
let sound: AudioContext | undefined;

export function announce(news: News): void {
  // A browser lets a page sound only after its reader has touched it; nobody is startled before.
  if (!news.quiet && navigator.userActivation.hasBeenActive) ring((sound ??= new AudioContext()));
  if (document.visibilityState === "hidden" && news.plain) flash(news);
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
function flash({ text, plain, title }: News): void {
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
