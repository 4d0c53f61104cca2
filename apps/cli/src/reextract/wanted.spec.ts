import { wantedBy } from './wanted';

const NAME = 'rules@2+llm:m-1@prompt-1';

describe('the articles that are read again', () => {
  it.each([
    ['leave out those of the whole name, answered or not', {}, [NAME, `${NAME}+unanswered`]],
    ['hold the unanswered ones where they are asked for', { unanswered: true }, [NAME]],
    ['are all, where all are asked for', { all: true }, []],
    ['are those that are named, whoever read them last', { article: ['one'] }, []],
  ])('%s', (_, choice, settled) => {
    expect(wantedBy(choice, NAME)).toMatchObject({ settled });
  });
});
