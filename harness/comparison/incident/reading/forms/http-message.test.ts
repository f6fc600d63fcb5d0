import { expect, test } from "vitest";
import { readLines } from "../read-lines.ts";

const PATH = "/api/v2/listings/media/uploads/complete";
const REQUEST = '{"listingIdentityId":28}';
const BODY = '{"code":409,"details":null,"message":"x"}';
const ANSWER = { kind: "answer", method: "POST", path: PATH, status: 409, body: BODY };

const read = (text: string) => readLines({ file: "r", text: text.split("\n") });
const factsIn = (text: string) => read(text).facts.map(({ place: _, ...fact }) => fact);

test.each([
  [
    "as HTTP has them",
    `POST ${PATH} HTTP/1.1\nHost: api.example\nContent-Type: application/json\n\n${REQUEST}\n
HTTP/1.1 409 Conflict\nContent-Length: 41\n\n${BODY}`,
    REQUEST,
  ],
  ["as Postman shows them", `POST https://api.example${PATH}\n409 Conflict\n132 ms\n${BODY}`, undefined],
  ["with the number alone", `POST https://api.example${PATH}\n409\n132 ms\n${BODY}`, undefined],
  ["in a file of requests", `### POST ${PATH}\n${REQUEST}\n\n-> 409 ${BODY}`, REQUEST],
  [
    "as an http command prints them",
    `$ http POST api.example${PATH} listingIdentityId:=28\nHTTP/1.1 409 Conflict\nContent-Length: 41\n\n${BODY}`,
    undefined,
  ],
])("a request and its answer %s are one fact", (_, text, request) => {
  expect(read(text)).toMatchObject({ problems: [], words: [] });
  expect(factsIn(text)).toEqual([{ ...ANSWER, ...(request !== undefined && { request }) }]);
});

test("what was sent to the callback route is a callback", () => {
  const body = '{"jobId":21,"status":"SUCCEEDED","provider":"STEP_FUNCTIONS"}';
  const text = `POST /api/v2/listings/media/callback HTTP/1.1\nX-Toq-Signature: 00\n\n${body}\n\nHTTP/1.1 200 OK\n\n{"success":true}`;
  expect(factsIn(text)).toMatchObject([
    { kind: "callback", text: body, body: { jobId: 21 } },
    { kind: "answer", status: 200, body: '{"success":true}' },
  ]);
});

test.each([[`We called POST ${PATH}\nand it was answered with 409`], [`POST ${PATH}\nwas answered with 409`]])(
  "a sentence that goes on below stays a sentence: %j",
  (text) => {
    expect(factsIn(text)).toEqual([{ kind: "answer", method: "POST", path: PATH, status: 409 }]);
  },
);
