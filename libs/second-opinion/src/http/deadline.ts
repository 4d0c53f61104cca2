/** A signal for one exchange: it aborts when its time is over or when the process stops. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether it was the time that ran out. */
  passed(): boolean;
  /** Takes its timer and its listener away. */
  end(): void;
}

/** Made by hand, as `AbortSignal.any` keeps every signal that was ever made of a long-lived one on some versions of Node. */
export function startDeadline(milliseconds: number, stop: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, milliseconds);
  const onStop = () => controller.abort();
  stop.addEventListener('abort', onStop);
  return {
    signal: controller.signal,
    passed: () => passed,
    end: () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
    },
  };
}
