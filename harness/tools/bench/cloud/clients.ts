import { Agent, request } from "node:http";
import { createClients } from "../../../cloud/backends/clients.ts";

const BUCKET = "bench";
const QUEUE = "bench";
const PLACE = { region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } } as const;

/** Puts and gets objects of a given length, one after the other over one connection. */
export interface ObjectClient {
  put(body: Buffer): Promise<unknown>;
  get(length: number): Promise<unknown>;
}

const keyOf = (length: number): string => `of-${length}`;

/** The SDK for JavaScript, as users make it. */
export async function sdkObjects(endpoint: string): Promise<ObjectClient> {
  const { GetObjectCommand, PutObjectCommand } = await import("@aws-sdk/client-s3");
  const s3 = await createClients({ endpoint, ...PLACE }).s3();
  return {
    put: (Body) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: keyOf(Body.length), Body })),
    async get(length) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: keyOf(length) }));
      return Body?.transformToByteArray();
    },
  };
}

/** node:http and URLs that were signed before: hardly anything is the client's own work. */
export async function bareObjects(endpoint: string, lengths: readonly number[]): Promise<ObjectClient> {
  const [{ GetObjectCommand, PutObjectCommand }, { getSignedUrl }] = await Promise.all([
    import("@aws-sdk/client-s3"),
    import("@aws-sdk/s3-request-presigner"),
  ]);
  const s3 = await createClients({ endpoint, ...PLACE }).s3({ presigning: true });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const urls = new Map<string, string>();
  for (const length of lengths) {
    const place = { Bucket: BUCKET, Key: keyOf(length) };
    urls.set(`GET ${length}`, await getSignedUrl(s3, new GetObjectCommand(place), { expiresIn: 86_400 }));
    urls.set(`PUT ${length}`, await getSignedUrl(s3, new PutObjectCommand(place), { expiresIn: 86_400 }));
  }
  const send = (method: "GET" | "PUT", length: number, body?: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = body ? { "content-length": body.length } : {};
      const sent = request(urls.get(`${method} ${length}`) ?? endpoint, { agent, method, headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${method} of ${length} bytes: ${answer.statusCode}`));
        answer.on("error", reject).on("end", resolve).resume();
      });
      sent.on("error", reject).end(body);
    });
  return { put: (body) => send("PUT", body.length, body), get: (length) => send("GET", length) };
}

export async function makeBucket(endpoint: string): Promise<void> {
  const { CreateBucketCommand } = await import("@aws-sdk/client-s3");
  const s3 = await createClients({ endpoint, ...PLACE }).s3();
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
}

/** Sends one message, receives and deletes it. */
export async function messageRound(endpoint: string): Promise<() => Promise<void>> {
  const { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } = await import(
    "@aws-sdk/client-sqs"
  );
  const sqs = await createClients({ endpoint, ...PLACE }).sqs();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: QUEUE }));
  return async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "a message" }));
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    if (!message) throw new Error("The message that was sent has not been received.");
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  };
}

/** One request of the same client to a server that answers all of them alike. */
export async function roundTrip(endpoint: string): Promise<() => Promise<unknown>> {
  const { DeleteMessageCommand } = await import("@aws-sdk/client-sqs");
  const sqs = await createClients({ endpoint, ...PLACE }).sqs();
  return () => sqs.send(new DeleteMessageCommand({ QueueUrl: `${endpoint}/queue`, ReceiptHandle: "a" }));
}
