import { z } from 'zod';
import { type Dialect, replyOf, sumOfTokens } from './dialect';

const count = z.number().nullish().catch(null);
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish().catch(null),
      message: z.object({ content: z.unknown().optional(), refusal: z.unknown().optional() }),
    }),
  ),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
});

/**
 * Chat completions with a JSON schema as `response_format`, as OpenAI and the servers that follow it (vLLM, llama.cpp, …) take it.
 * No temperature is sent: the reasoning models refuse any.
 */
export const openai: Dialect = {
  path: '/chat/completions',
  headers: (key) => (key === null ? {} : { authorization: `Bearer ${key}` }),
  body: (model, { system, user, schema, maxOutputTokens }) => ({
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'events', strict: true, schema } },
    max_completion_tokens: maxOutputTokens,
  }),
  reply: (json) => {
    const read = completion.safeParse(json);
    const choice = read.data?.choices[0];
    const tokens = sumOfTokens(read.data?.usage?.prompt_tokens, read.data?.usage?.completion_tokens);
    if (choice === undefined) return replyOf(null, 'whole', tokens);
    const refused = choice.finish_reason === 'content_filter' || typeof choice.message.refusal === 'string';
    const ending = refused ? 'refused' : choice.finish_reason === 'length' ? 'cut-off' : 'whole';
    return replyOf(choice.message.content, ending, tokens);
  },
};
