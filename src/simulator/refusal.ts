/**
 * An error that the service answers with: `code` is the exception's name on the wire, `message` the service's sentence. Thrown by operations,
 * caught and encoded by `answer`. It is a class because operations refuse from deep inside and the catch has to tell it from a defect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly status: number;
  /** What the reply says in its headers besides. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}
