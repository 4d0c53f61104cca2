import { EVENT_TYPES } from '@dealwatch/domain';
import { z } from 'zod';

/** What the model is shown: whole articles, or only the sentences that the rules are unsure of. */
export type Scope = 'articles' | 'doubts';

/**
 * The form that the model is asked for. It holds no limits of length or number: the servers' schema compilers refuse them.
 * They are checked when an answer is read, by `readEvent`.
 */
const amount = z.object({ amount: z.number(), unit: z.string() }).nullable();
const eventForm = z.object({
  type: z.enum(EVENT_TYPES),
  polarity: z.enum(['affirmed', 'denied']),
  supplier: z.string(),
  recipient: z.string(),
  system: z.string(),
  tranche: z.number().nullable(),
  occurredOn: z.string().nullable(),
  expectedOn: z.string().nullable(),
  actors: z.array(z.string()),
  quantity: amount,
  value: amount,
  quote: z.string(),
  salience: z.enum(['news', 'background']),
});

/** An event as the model writes it: of the right form, and nothing in it believed yet. */
export type AnsweredEvent = z.output<typeof eventForm>;
export const ANSWER_FIELDS = eventForm.keyof().options;

const FORMS = {
  articles: z.object({ events: z.array(eventForm) }),
  doubts: z.object({ sentences: z.array(z.object({ number: z.number(), events: z.array(eventForm) })) }),
} as const;

/** The JSON schema of an answer, as both APIs take it. */
export function answerSchema(scope: Scope): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(FORMS[scope]);
  return schema;
}

/** Reads one event of an answer; null where it has not the form. What the form does not name is left out. */
export function parseEvent(value: unknown): AnsweredEvent | null {
  const result = eventForm.safeParse(value);
  return result.success ? result.data : null;
}
