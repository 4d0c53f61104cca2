import { z } from 'zod';
import { type Dialect, type Reply, replyOf, sumOfTokens } from './dialect';

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

/** Hosts that take the newer name of the limit; others that follow the API know the older one only, and some refuse what they do not know. */
const NEWER = /(?:^|\.)openai\.com$|\.azure\.com$/;

/**
 * Chat completions with a JSON schema as `response_format`, as OpenAI and the servers that follow it (vLLM, llama.cpp, …) take it.
 * No temperature is sent: the reasoning models refuse any.
 */
export function openai(url: string): Dialect {
  const limit = NEWER.test(new URL(url).hostname) ? 'max_completion_tokens' : 'max_tokens';
  return {
    path: '/chat/completions',
    headers: (key) => (key === null ? {} : { authorization: `Bearer ${key}` }),
    body: (model, { system, user, schema, maxOutputTokens }) => ({
      model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'events', strict: true, schema } },
      [limit]: maxOutputTokens,
    }),
    reply,
  };
}

function reply(json: unknown): Reply {
  const read = completion.safeParse(json);
  const choice = read.data?.choices[0];
  const tokens = sumOfTokens(read.data?.usage?.prompt_tokens, read.data?.usage?.completion_tokens);
  if (choice === undefined) return replyOf(null, 'whole', tokens);
  const refused = choice.finish_reason === 'content_filter' || typeof choice.message.refusal === 'string';
  const ending = refused ? 'refused' : choice.finish_reason === 'length' ? 'cut-off' : 'whole';
  return replyOf(choice.message.content, ending, tokens);
}
