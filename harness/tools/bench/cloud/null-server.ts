/**
 * A program that does of a served cloud what no server can leave out: it takes bodies and gives bodies. `--md5`: and takes one MD5 of
 * each body while it arrives. Prints its port.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

const takesDigest = process.argv.includes("--md5");
/** The answer to what is posted: that of an SQS that received an empty message. */
const JSON_ANSWER = Buffer.from('{"MessageId":"0","MD5OfMessageBody":"0"}');
const bodies = new Map<number, Buffer>();

const server = createServer((request, answer) => {
  void read(request).then((digest) => {
    if (request.method === "POST") {
      answer.writeHead(200, { "content-type": "application/x-amz-json-1.0", "content-length": JSON_ANSWER.length });
      answer.end(JSON_ANSWER);
    } else if (request.method === "GET") {
      const body = bodyOf(request.url ?? "");
      answer.writeHead(200, { etag: '"0"', "content-length": body.length });
      answer.end(body);
    } else {
      answer.writeHead(200, { etag: `"${digest}"`, "content-length": 0 });
      answer.end();
    }
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`served at http://127.0.0.1:${typeof address === "object" ? address?.port : 0} \n`);
});

function read(request: IncomingMessage): Promise<string> {
  const hash = takesDigest ? createHash("md5") : undefined;
  return new Promise((resolve, reject) => {
    request.on("data", (piece: Buffer) => void hash?.update(piece));
    request.on("end", () => resolve(hash?.digest("hex") ?? "0"));
    request.on("error", reject);
  });
}

/** `…/of-4096`: so many bytes. */
function bodyOf(path: string): Buffer {
  const length = Number(/of-(\d+)/.exec(path)?.[1] ?? 0);
  const body = bodies.get(length) ?? Buffer.alloc(length, "n");
  bodies.set(length, body);
  return body;
}
