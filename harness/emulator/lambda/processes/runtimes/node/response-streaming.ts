import { Writable } from "node:stream";

/** https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html */
const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");

/** Separates the prelude from the body (aws-lambda-nodejs-runtime-interface-client, HttpResponseStream.js). */
const PRELUDE_END = Buffer.alloc(8);

/** What a streaming handler writes into; here all of it is collected, as Invoke collects it. */
export class ResponseStream extends Writable {
  readonly #chunks: Buffer[] = [];
  #prelude: Buffer | undefined;

  constructor() {
    super({ decodeStrings: true });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#prelude) this.#chunks.push(this.#prelude);
    this.#prelude = undefined;
    this.#chunks.push(chunk);
    done();
  }

  /** Handlers call it; nothing here depends on the type. */
  setContentType(_type: string): void {}

  beginWith(prelude: unknown): void {
    this.#prelude = Buffer.concat([Buffer.from(JSON.stringify(prelude)), PRELUDE_END]);
  }

  get text(): string {
    return Buffer.concat(this.#prelude ? [...this.#chunks, this.#prelude] : this.#chunks).toString("utf8");
  }
}

/** The global that handlers find. */
export const awslambda = {
  streamifyResponse<T extends object>(handler: T, options?: { highWaterMark?: number }): T {
    Object.assign(handler, {
      [STREAMING]: "response",
      ...(options?.highWaterMark && { highWaterMark: options.highWaterMark }),
    });
    return handler;
  },
  HttpResponseStream: {
    from(stream: ResponseStream, prelude: unknown): ResponseStream {
      stream.setContentType("application/vnd.awslambda.http-integration-response");
      stream.beginWith(prelude);
      return stream;
    },
  },
};

export function isStreaming(handler: object): boolean {
  return STREAMING in handler;
}
