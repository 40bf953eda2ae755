import { describe, expect, it } from 'vitest';
import { asStageError, PipelineError, TransientFailure } from '#shared/errors.ts';

describe('an error of the pipeline', () => {
  it('serialises to the shape of S0-56', () => {
    const error = new PipelineError('no rows', {
      stage: 'extract',
      details: { page: 3 },
      cause: new Error('deep'),
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      error_type: 'PipelineError',
      message: 'no rows',
      stage: 'extract',
      details: { page: 3 },
      original_exception: 'Error: deep',
    });
  });

  it('keeps its retry class on the way out of a stage', () => {
    const transient = new TransientFailure('slow down', { stage: 'match' });
    expect(asStageError('match', transient)).toBe(transient);
  });

  it.each([
    ['extract', 'ExtractionError'],
    ['match', 'MatchingError'],
    ['validate', 'ValidationError'],
    ['generate', 'GenerationError'],
    ['deliver', 'UploadError'],
  ])('becomes the error of %s when it is nobody’s own', (stage, name) => {
    const error = asStageError(stage, new TypeError('x is undefined'));
    expect([error.name, error.message, error.stage]).toEqual([name, 'x is undefined', stage]);
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it.each([
    ['a throttled service', Object.assign(new Error('slow'), { name: 'ThrottlingException' })],
    ['a service at fault', Object.assign(new Error('oops'), { $fault: 'server' })],
    ['a broken connection', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    [
      'what a library wrapped',
      new Error('query failed', { cause: Object.assign(new Error(), { $retryable: {} }) }),
    ],
  ])('is tried again after %s', (_, passing) => {
    expect(asStageError('match', passing)).toBeInstanceOf(TransientFailure);
  });

  it('is not tried again after a refused condition or a bug', () => {
    const refused = Object.assign(new Error('no'), {
      name: 'ConditionalCheckFailedException',
      $fault: 'client',
    });
    expect(asStageError('match', refused).name).toBe('MatchingError');
  });
});
