import { EVENT_TYPES, FORWARD_TYPES, textHashOf } from '@dealwatch/domain';
import Ajv from 'ajv';
import { answered } from '../../test/fixtures';
import { ANSWER_FIELDS, answerSchema, parseEvent } from '../answer/schema';
import { PROMPT_VERSION, systemPrompt } from './guide';

/** What each version put before the models. A change of it is a new version: a line is added, none is edited. */
const VERSIONS: Readonly<Record<string, string>> = {
  'prompt-1': '8490b91989755e8fc881b1e938b88953a7ecf5710e71b64995bfd99773a7818e',
};

describe('the guide', () => {
  it('explains every type and every field once', () => {
    const prompt = systemPrompt('articles');
    for (const name of [...EVENT_TYPES, ...ANSWER_FIELDS])
      expect(prompt.match(new RegExp(`^- ${name}: \\S`, 'gm'))).toHaveLength(1);
    expect(prompt).toContain(`null: ${FORWARD_TYPES.join(', ')}.`);
  });

  it('changes its version with any word of it', () => {
    const scopes = ['articles', 'doubts'] as const;
    const all = JSON.stringify(scopes.map((scope) => [systemPrompt(scope), answerSchema(scope)]));
    expect({ [PROMPT_VERSION]: textHashOf(all) }).toEqual({ [PROMPT_VERSION]: VERSIONS[PROMPT_VERSION] });
  });
});

describe('the schema of an answer', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });

  it('takes what is read, and refuses what is not', () => {
    const articles = ajv.compile(answerSchema('articles'));
    expect(articles({ events: [answered()] })).toBe(true);
    expect(articles({ events: [answered({ type: 'DealRumoured' })] })).toBe(false);
    expect(parseEvent(answered())).not.toBeNull();
    expect(ajv.compile(answerSchema('doubts'))({ sentences: [{ number: 1, events: [answered()] }] })).toBe(true);
  });

  it('holds only what both APIs compile: closed objects with every field required, and no limits', () => {
    const text = JSON.stringify(answerSchema('doubts'));
    expect(text).not.toMatch(
      /"(?:minimum|maximum|minLength|maxLength|pattern|minItems|maxItems|\$ref|\$schema|format)"/,
    );
    const check = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, properties, required, additionalProperties } = node as Record<string, unknown>;
      if (type === 'object') {
        expect(additionalProperties).toBe(false);
        expect(required).toEqual(Object.keys(properties as object));
      }
      for (const child of Object.values(node)) check(child);
    };
    check(answerSchema('articles'));
    check(answerSchema('doubts'));
  });
});
