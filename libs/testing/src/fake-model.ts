import { type Answer, answersInTurn, answerWith, type Receiver, startReceiver } from './receiver';

export type ModelApi = 'openai' | 'anthropic';

/** What the model says, in neither API's terms. */
export interface Told {
  readonly words?: unknown;
  readonly ending?: 'whole' | 'refused' | 'cut-off';
  readonly tokensIn?: unknown;
  readonly tokensOut?: unknown;
}

/** A language model's server on 127.0.0.1 that speaks one of the two APIs and says what it is told to. */
export interface FakeModel {
  readonly receiver: Receiver;
  /** Base of the API, without its paths. */
  readonly url: string;
  /** Says this from now on; what is no string is said as JSON. */
  says(words: unknown): void;
  tells(told: Told): void;
  /** Answers the first times as listed, and then as told last. */
  first(...answers: readonly Answer[]): void;
  /** The bodies that came, in order. */
  questions(): Record<string, unknown>[];
  close(): Promise<void>;
}

export async function startFakeModel(api: ModelApi): Promise<FakeModel> {
  const receiver = await startReceiver();
  let last: Answer = jsonAnswer(SHAPES[api]({ words: '{}' }));
  const tells = (told: Told) => {
    last = jsonAnswer(SHAPES[api](told));
    receiver.answer = last;
  };
  tells({ words: '{}' });
  return {
    receiver,
    url: `http://127.0.0.1:${receiver.port}`,
    says: (words) => tells({ words }),
    tells,
    first: (...answers) => {
      const told = last;
      const inTurn = answersInTurn(...answers);
      let left = answers.length;
      receiver.answer = (received, response) => {
        left -= 1;
        (left >= 0 ? inTurn : told)(received, response);
      };
    },
    questions: () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>),
    close: () => receiver.close(),
  };
}

const jsonAnswer = (value: unknown): Answer =>
  answerWith(200, { 'content-type': 'application/json' }, JSON.stringify(value));

const inWords = (words: unknown) => (typeof words === 'string' ? words : JSON.stringify(words));

const SHAPES: Readonly<Record<ModelApi, (told: Told) => unknown>> = {
  openai: ({ words, ending = 'whole', tokensIn = 1_000, tokensOut = 100 }) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        finish_reason: { whole: 'stop', refused: 'content_filter', 'cut-off': 'length' }[ending],
        message: { role: 'assistant', content: inWords(words) },
      },
    ],
    usage: { prompt_tokens: tokensIn, completion_tokens: tokensOut },
  }),
  anthropic: ({ words, ending = 'whole', tokensIn = 1_000, tokensOut = 100 }) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text: inWords(words) }],
    stop_reason: { whole: 'end_turn', refused: 'refusal', 'cut-off': 'max_tokens' }[ending],
    usage: { input_tokens: tokensIn, output_tokens: tokensOut },
  }),
};
