import type { ReportAnswer } from "./report.ts";

/** Requests to the server with their answers as people show them. */
export type AnswerForm = (answers: readonly ReportAnswer[]) => string;

const each =
  (write: (answer: ReportAnswer) => readonly string[]): AnswerForm =>
  (answers) =>
    answers.flatMap((answer) => ["", ...write(answer)]).join("\n");

const asCurl = ({ method, path, status, text }: ReportAnswer): readonly string[] => [
  `curl -i -X ${method} 'https://api.example${path}' -d '{}'`,
  `HTTP/1.1 ${status} X`,
  "",
  text,
];

const asVerboseCurl = ({ method, path, status, text }: ReportAnswer): readonly string[] => [
  `$ curl -v -X ${method} https://api.example${path} \\`,
  "    -H 'Content-Type: application/json' \\",
  "    --data-raw '{}'",
  "*   Trying 203.0.113.7:443...",
  "* Connected to api.example (203.0.113.7) port 443 (#0)",
  `> ${method} ${path} HTTP/2`,
  "> Host: api.example",
  "> Content-Type: application/json",
  ">",
  "* We are completely uploaded and fine",
  `< HTTP/2 ${status}`,
  "< content-type: application/json; charset=utf-8",
  `< content-length: ${text.length}`,
  "<",
  "* Connection #0 to host api.example left intact",
  text,
];

const asArchive: AnswerForm = (answers) =>
  JSON.stringify(
    {
      log: {
        version: "1.2",
        creator: { name: "Firefox", version: "145.0" },
        entries: answers.map(({ at, method, path, status, text }) => ({
          startedDateTime: at === undefined ? "2025-12-03T10:13:14.000-03:00" : new Date(at).toISOString(),
          request: { method, url: `https://api.example${path}`, headers: [], postData: { text: "{}" } },
          response: { status, headers: [], content: { size: text.length, mimeType: "application/json", text } },
          timings: { wait: 12 },
        })),
      },
    },
    undefined,
    2,
  );

export const ANSWER_FORMS = {
  "curl -i": each(asCurl),
  "curl -v": each(asVerboseCurl),
  har: asArchive,
} as const satisfies Readonly<Record<string, AnswerForm>>;
