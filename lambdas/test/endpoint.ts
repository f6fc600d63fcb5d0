import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import type { RecordedCase } from "./recorded-cases.ts";

const BUCKET_PATH = "/toq-listing-medias/";
type Answer = RecordedCase["faults"][number]["answer"];

/**
 * As much of S3, Step Functions and the server's callback route as the recorded cases need, on one loopback port. Tests
 * with the project's emulators are elsewhere.
 */
export class Endpoint {
  readonly #server: Server;
  readonly stored = new Map<string, { bytes: Buffer; contentType: string }>();
  readonly callbacks: RecordedCase["callbacks"] = [];
  /** Inputs of the executions that were started. */
  readonly executionInputs: string[] = [];
  /** Names of the executions that were started, undefined for those that AWS names. */
  readonly executionNames: (string | undefined)[] = [];
  /** The `traceparent` header of each callback. */
  readonly traceHeaders: (string | undefined)[] = [];
  #case: RecordedCase | undefined;
  #faultHits = 0;
  /** Called when a callback has come that is never answered. */
  onSilence: () => void = () => {};

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  prepare(recorded: RecordedCase, objects: ReadonlyMap<string, Buffer>): void {
    this.#case = recorded;
    this.#faultHits = 0;
    for (const seen of [this.callbacks, this.executionInputs, this.executionNames, this.traceHeaders]) seen.length = 0;
    this.stored.clear();
    for (const { key, bytes } of recorded.objects) {
      const content = objects.get(bytes);
      if (!content) throw new Error(`${recorded.id}: the fixture has no object ${bytes}`);
      this.stored.set(key, { bytes: content, contentType: "image/jpeg" });
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    const body = await buffer(request);
    if (path.startsWith(BUCKET_PATH)) this.#answerS3(request, path.slice(BUCKET_PATH.length), body, response);
    else if (request.headers["x-amz-target"]) this.#answerStart(body, response);
    else this.#answerCallback(request, path, body, response);
  }

  #answerStart(body: Buffer, response: ServerResponse): void {
    const { input, name } = z
      .object({ input: z.string(), name: z.string().optional() })
      .parse(JSON.parse(body.toString()));
    const fault = this.#fault("POST", "/");
    if (!fault) {
      this.executionInputs.push(input);
      this.executionNames.push(name);
    }
    send(response, fault ?? started());
  }

  #answerCallback(request: IncomingMessage, path: string, body: Buffer, response: ServerResponse): void {
    this.traceHeaders.push(request.headers.traceparent?.toString());
    this.callbacks.push({
      method: request.method ?? "",
      path,
      signature: request.headers["x-toq-signature"]?.toString() ?? null,
      contentType: request.headers["content-type"] ?? null,
      body: body.toString(),
    });
    const answers = this.#case?.callbackAnswers;
    const answer = path.includes("elsewhere") ? answers?.elsewhere : answers?.default;
    if (answers?.delaySeconds === undefined) send(response, answer ?? refused(500, "Unexpected"));
    else this.onSilence();
  }

  #answerS3(request: IncomingMessage, key: string, body: Buffer, response: ServerResponse): void {
    const method = request.method ?? "";
    const object = this.stored.get(key);
    const fault = this.#fault(method, `${BUCKET_PATH}${key}`);
    if (fault) send(response, fault);
    else if (method === "PUT") {
      this.stored.set(key, { bytes: body, contentType: request.headers["content-type"] ?? "" });
      send(response, { status: 200, headers: { ETag: '"e"' }, body: "" });
    } else if (object) {
      // S3's ETag of an object that was put in one piece.
      const ETag = `"${createHash("md5").update(object.bytes).digest("hex")}"`;
      response.writeHead(200, { "Content-Length": object.bytes.length, "Content-Type": object.contentType, ETag });
      response.end(method === "HEAD" ? undefined : object.bytes);
    } else send(response, method === "HEAD" ? refused(404, "") : refused(404, "NoSuchKey"));
  }

  #fault(method: string, path: string): Answer | undefined {
    const fault = this.#case?.faults.find(
      ({ match }) => (match.method ?? method) === method && path.includes(match.pathContains),
    );
    if (!fault) return undefined;
    this.#faultHits++;
    return fault.nth === undefined || fault.nth === this.#faultHits ? fault.answer : undefined;
  }
}

function started(): Answer {
  const executionArn = "arn:aws:states:us-east-1:123456789012:execution:listing-media-processing-sm-staging:x";
  const headers = { "Content-Type": "application/x-amz-json-1.0" };
  return { status: 200, headers, body: JSON.stringify({ executionArn, startDate: 1 }) };
}

function refused(status: number, code: string): Answer {
  const message = code === "NoSuchKey" ? "The specified key does not exist." : "";
  const body = code === "" ? "" : `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "Content-Type": "application/xml" }, body };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}
