/** Counts tokens against a limit for a day (UTC). It lives in this process and forgets when that ends. */
export interface SpendLimit {
  /** Takes an estimate in advance; null where the day's limit would be passed. */
  reserve(tokens: number): Reservation | null;
  /** Tokens counted today, those still reserved among them. */
  spent(): number;
}

export interface Reservation {
  /** Puts what was really used in place of the estimate; null leaves the estimate. */
  settle(tokens: number | null): void;
}

/** A server that counts beyond this multiple of the estimate is not believed, or one wrong number would end the day. */
const MOST_BELIEVED = 4;

export function createSpendLimit(tokensPerDay: number, now: () => Date): SpendLimit {
  let day = '';
  let spent = 0;
  const turnDay = () => {
    const today = now().toISOString().slice(0, 10);
    if (today === day) return;
    day = today;
    spent = 0;
  };
  return {
    reserve: (estimate) => {
      turnDay();
      if (spent + estimate > tokensPerDay) return null;
      const reservedOn = day;
      spent += estimate;
      return {
        settle: (tokens) => {
          turnDay();
          const used = tokens === null ? estimate : Math.min(tokens, MOST_BELIEVED * estimate);
          if (day === reservedOn) spent += used - estimate;
        },
      };
    },
    spent: () => {
      turnDay();
      return spent;
    },
  };
}
