import { z } from 'zod';
import { type Dialect, type Reply, replyOf, sumOfTokens } from './dialect';

const VERSION = '2023-06-01';

const count = z.number().nullish().catch(null);
const message = z.object({
  stop_reason: z.string().nullish().catch(null),
  content: z.array(z.object({ type: z.string(), text: z.unknown().optional(), input: z.unknown().optional() })),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count,
      cache_read_input_tokens: count,
    })
    .nullish()
    .catch(null),
});
type Message = z.output<typeof message>;

const ENDINGS: Readonly<Record<string, 'refused' | 'cut-off'>> = {
  refusal: 'refused',
  max_tokens: 'cut-off',
  model_context_window_exceeded: 'cut-off',
};

/**
 * Anthropic's Messages API with structured output (`output_config.format`). The guide is marked for the server's cache, as it is
 * the same for every article.
 */
export function anthropic(): Dialect {
  return {
    path: '/v1/messages',
    headers: (key) => ({ 'anthropic-version': VERSION, ...(key === null ? {} : { 'x-api-key': key }) }),
    body: (model, { system, user, schema, maxOutputTokens }) => ({
      model,
      max_tokens: maxOutputTokens,
      system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: user }],
      output_config: { format: { type: 'json_schema', schema } },
    }),
    reply,
  };
}

function reply(json: unknown): Reply {
  const read = message.safeParse(json);
  if (!read.success) return replyOf(null, 'whole', null);
  const { stop_reason, content, usage } = read.data;
  const tokens = sumOfTokens(
    usage?.input_tokens,
    usage?.output_tokens,
    usage?.cache_creation_input_tokens,
    usage?.cache_read_input_tokens,
  );
  return replyOf(wordsOf(content), ENDINGS[stop_reason ?? ''] ?? 'whole', tokens);
}

/** The text blocks together; where a server answers by calling a tool instead, the tool's input. */
function wordsOf(content: Message['content']): string | null {
  const tool = content.find(({ type }) => type === 'tool_use');
  if (tool !== undefined) return JSON.stringify(tool.input) ?? null;
  const texts = content.filter(({ type }) => type === 'text').map(({ text }) => text);
  return texts.every((text) => typeof text === 'string') ? texts.join('') : null;
}
