/** Keeps the newest line of a list in view, or the beginning of what is longer, until the reader scrolls away. */

/** So close to the end that what comes is followed. */
const NEAR = 48;
/** Above the beginning of an answer: its author's name. */
const HEADROOM = 40;

export interface Follower {
  /** News begin with this message; who still reads those before is not disturbed, unless the chat has ended. */
  heard: (seq: number | undefined, ended: boolean) => void;
  /** What the reader opens grows under their eyes. */
  stay: () => void;
  toEnd: (behavior?: ScrollBehavior) => void;
}

/** `onRest` is told whether more waits below. */
export function follow(list: Element, onRest: (rest: boolean) => void): Follower {
  let following = true;
  /** The first of the news: its beginning does not leave the window. */
  let first = 0;
  let rest = false;
  /** Where the list was put, and how high it was; anywhere else it was the reader who scrolled. */
  let put = 0;
  let height = 0;

  const look = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = list;
    rest = scrollHeight - scrollTop - clientHeight > NEAR;
    following ||= !rest;
    onRest(rest);
  };
  const place = (): void => {
    // What is not shown has no sizes.
    height = list.clientHeight;
    if (!height) return;
    // Who has said nothing reads from the greeting on.
    const begun = list.querySelector(".group, .activity");
    if (following && begun) {
      const start = list.querySelector(`[data-seq="${first}"]`);
      list.scrollTop = start
        ? list.scrollTop + start.getBoundingClientRect().top - list.getBoundingClientRect().top - HEADROOM
        : list.scrollHeight;
    }
    look();
    if (begun && !rest) list.scrollTop = list.scrollHeight;
    put = list.scrollTop;
  };

  // Elements inside draw themselves after the list has: only their sizes tell when all of it stands.
  const sizes = new ResizeObserver(place);
  for (const element of [list, ...list.children]) sizes.observe(element);
  list.addEventListener("scroll", () => {
    // What comes in above or below makes the window smaller, and the browser moves the list in it.
    if (list.clientHeight === height && Math.abs(list.scrollTop - put) > 1) {
      following = false;
      first = 0;
    }
    look();
  });

  return {
    heard: (seq, ended) => {
      if (ended || (seq && !rest)) first = seq ?? 0;
      place();
    },
    stay: () => (following = false),
    toEnd: (behavior) => {
      following = true;
      rest = false;
      first = 0;
      list.scrollTo({ top: list.scrollHeight, behavior });
      put = list.scrollTop;
    },
  };
}
