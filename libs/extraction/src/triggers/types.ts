import type { Frame } from './frames';

/** What a pattern of the trigger lexicon stands for. */
export interface TriggerMeaning {
  readonly frame: Frame;
  /** Modality that the wording itself carries ("deliveries began"); null where the context decides. */
  readonly mood: string | null;
}

/** A trigger found in a sentence. */
export interface Trigger extends TriggerMeaning {
  readonly pattern: string;
  readonly head: number;
  readonly from: number;
  readonly to: number;
  readonly matched: readonly number[];
}
