import { jobIdOf, parsePayload } from './jobs';

describe('the job catalogue', () => {
  it('derives the id of a job from its cause', () => {
    expect(jobIdOf('project', { dealId: 'ru-tr-s-400', version: 12 })).toBe('project-ru-tr-s-400-12');
  });

  it('keeps colons, which the queue refuses, out of ids', () => {
    expect(jobIdOf('deliver', { cause: 'due:2026' })).toBe('deliver-due-2026');
  });

  it('refuses a payload that the catalogue does not know, naming the field', () => {
    expect(() => parsePayload('extract', { articleId: 'no' })).toThrow(/articleId/);
  });
});
