/**
 * An error that the service answers with: `code` is the exception's name on the wire, `message` the service's sentence. Thrown by operations,
 * caught and encoded by `answer`. It is a class because operations refuse from deep inside and the catch has to tell it from a defect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
