import type { Scope } from './answer/schema';
import { PROMPT_VERSION } from './prompt/guide';

/** `hybrid@2.5.0+llm:MODEL@prompt-1`. What the model is shown is part of the version too, as it changes the answers. */
export function opinedName(rules: string, { scope, model }: { readonly scope: Scope; readonly model: string }): string {
  return `${rules}+${scope === 'articles' ? 'llm' : 'llm-doubts'}:${model}@${PROMPT_VERSION}`;
}

/** The name of a reading by that extractor to which no usable answer came: the rules' alone. */
export function unansweredName(extractor: string): string {
  return `${extractor}+unanswered`;
}
