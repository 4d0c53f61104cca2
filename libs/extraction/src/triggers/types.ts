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
  /** Whether the head is a noun with its verb after it ("talks … resumed"), so that the verb's modality counts. */
  readonly nominal: boolean;
  /** Where goods are to be made, as an item; null where the pattern asks for no place. */
  readonly place: number | null;
}
