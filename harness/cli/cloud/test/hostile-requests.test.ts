import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "vitest";
import { served } from "./served.ts";

const NOW = () => new Date().toISOString().replace(/[-:]|\.\d+/g, "");

/** Signed by nobody, as curl users do: the name of a service is all that counts. */
function unsigned(service: string): Record<string, string> {
  const credential = `any/${NOW().slice(0, 8)}/us-east-1/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    "x-amz-date": NOW(),
  };
}

function post(endpoint: string, service: string, path: string, body: string, headers = {}) {
  return fetch(endpoint + path, {
    method: "POST",
    body,
    headers: { ...unsigned(service), ...headers },
  });
}
const json = (target: string) => ({ "x-amz-target": target });

test("no value that a client chooses for a header ends the process", async () => {
  const { child, endpoint, clients } = await served();
  const s3 = await clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket: "bkt" }));
  await s3.send(new PutObjectCommand({ Bucket: "bkt", Key: "doc", Body: "x" }));
  const at = { Bucket: "bkt", Key: "doc" };
  const get = async (ResponseContentDisposition: string) =>
    fetch(await getSignedUrl(s3, new GetObjectCommand({ ...at, ResponseContentDisposition })));
  const refused = await get('attachment; filename="Jose\u0301.pdf"');
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("ISO-8859-1")]);
  expect((await get("a\r\nb: c")).status).toBe(400);
  const latin1 = await get('attachment; filename="José.pdf"');
  expect([latin1.status, latin1.headers.get("content-disposition")]).toEqual([200, 'attachment; filename="José.pdf"']);
  const version = await fetch(`${endpoint}/bkt/doc?versionId=%E6%97%A5`, { method: "DELETE", headers: unsigned("s3") });
  expect(version.status).toBe(400);
  expect(child.exitCode).toBe(null);
  expect(await (await s3.send(new GetObjectCommand(at))).Body?.transformToString()).toBe("x");
});

test("odd names, deep JSON and entities are refused, not mistakes of ours", async () => {
  const { endpoint, clients, said } = await served();
  const s3 = await clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket: "bkt" }));
  const functions = "/2015-03-31/functions";
  const created = (FunctionName: string) =>
    post(
      endpoint,
      "lambda",
      functions,
      JSON.stringify({
        FunctionName,
        Role: "arn:aws:iam::000000000000:role/r",
        Runtime: "python3.12",
        Handler: "a.b",
        Code: { ZipFile: "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==" },
      }),
    );
  for (const name of ["a b", "日本", "", "a".repeat(65), "a/../b", "a\r\nb", "a:b:c", "__proto__x!"]) {
    const answer = await created(name);
    expect([name, answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([name, 400, "ValidationException"]);
  }
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const answers = await Promise.all([
    post(endpoint, "sqs", "/", `{"QueueName":${deep}}`, json("AmazonSQS.CreateQueue")),
    post(endpoint, "states", "/", `{"a":${deep}}`, json("AWSStepFunctions.ListStateMachines")),
    post(endpoint, "logs", "/", `{"a":${deep}}`, json("Logs_20140328.DescribeLogGroups")),
    post(endpoint, "lambda", functions, `{"a":${deep}}`),
    post(endpoint, "mediaconvert", "/2017-08-29/queues", `{"a":${deep}}`),
    ...[
      '<!DOCTYPE a [<!ENTITY x "y">]><Delete><Object><Key>&x;</Key></Object></Delete>',
      "<Delete><Object><Key>&bogus;</Key></Object></Delete>",
      "<Delete>".repeat(100_000),
      `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`,
      "<Delete><__proto__>x</__proto__></Delete>",
      "<Delete><Object><Key>\0</Key></Object",
      "<constructor/>",
    ].map((document) => {
      const md5 = createHash("md5").update(document).digest("base64");
      return post(endpoint, "s3", "/bkt?delete", document, {
        "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
        "content-md5": md5,
      });
    }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
  expect(said()).not.toContain("mistake");
});

test("an attribute named __proto__ arrives", async () => {
  const { endpoint } = await served();
  const call = async (operation: string, body: string) =>
    (await post(endpoint, "sqs", "/", body, json(`AmazonSQS.${operation}`))).json() as Promise<Record<string, unknown>>;
  const { QueueUrl } = await call("CreateQueue", '{"QueueName":"q"}');
  const url = JSON.stringify(QueueUrl);
  const attributes =
    '{"__proto__":{"DataType":"String","StringValue":"a"},"constructor":{"DataType":"String","StringValue":"b"}}';
  await call("SendMessage", `{"QueueUrl":${url},"MessageBody":"m","MessageAttributes":${attributes}}`);
  const { Messages } = await call("ReceiveMessage", `{"QueueUrl":${url},"MessageAttributeNames":["All"]}`);
  expect(JSON.stringify(Messages)).toContain('"__proto__":{"StringValue":"a"');
});

test("half a request does not keep the cloud from ending", async () => {
  const { port, child } = await served();
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise((resolve) =>
    socket
      .once("close", resolve)
      .on("error", () => {})
      .resume(),
  );
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half");
  // A signal ends the cloud all the same.
  child.kill("SIGTERM");
  await closed;
});
