/** Lets one waiter through when it is opened, also when that happened before the wait. */
export interface Gate {
  readonly open: () => void;
  /** Returns when the gate is or gets opened (and shuts it again), after the given time, or when the signal aborts. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export function createGate(): Gate {
  let opened = false;
  let release: (() => void) | undefined;

  const open = (): void => {
    opened = true;
    release?.();
  };
  const wait = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    if (!opened && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        release = () => {
          clearTimeout(timer);
          resolve();
        };
        signal?.addEventListener('abort', release, { once: true });
      });
      if (release) signal?.removeEventListener('abort', release);
    }
    opened = false;
    release = undefined;
  };
  return { open, wait };
}
