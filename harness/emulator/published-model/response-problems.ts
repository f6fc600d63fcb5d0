import type { HttpResponse } from "../../network/http.ts";
import { answerProblems, COMMON_ERRORS } from "./answer-problems.ts";
import { type PublishedModel, type Structure, shapeOf } from "./published-model.ts";
import { shapeProblems } from "./shape-problems.ts";
import { childrenOf, parseAnswer, textOf, textValue, xmlValue } from "./xml-value.ts";

/** What in a response contradicts the operation's model, in the model's own protocol; an empty list when nothing does. */
export function responseProblems(model: PublishedModel, operation: string, response: HttpResponse): string[] {
  // Forms of browsers, function URLs and downloads: no SDK asks for them, and no model has them.
  if (!Object.hasOwn(model.operations, operation)) return [];
  switch (model.metadata.protocol) {
    case "json":
      return answerProblems(model, operation, { status: response.status, body: jsonOf(response) });
    case "query":
      return queryProblems(model, operation, response);
    case "rest-json":
      return response.status < 300
        ? restProblems(model, operation, response)
        : restJsonErrorProblems(model, operation, response);
    case "rest-xml":
      return response.status < 300 ? restProblems(model, operation, response) : restXmlErrorProblems(model, response);
  }
}

function jsonOf({ body }: HttpResponse): unknown {
  const text = body.toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
function queryProblems(model: PublishedModel, operation: string, response: HttpResponse): string[] {
  const published = model.operations[operation];
  const { root, node } = parseAnswer(response.body.toString("utf8"));
  if (response.status === 200) {
    if (root !== `${operation}Response`) return [`the root is ${root}`];
    if (!published?.output) return [];
    const [result] = childrenOf(node, published.output.resultWrapper ?? `${operation}Result`);
    if (result === undefined) return [`there is no ${published.output.resultWrapper}`];
    return shapeProblems(model, published.output.shape, xmlValue(model, published.output.shape, result));
  }
  const [error] = childrenOf(node, "Error");
  if (root !== "ErrorResponse" || error === undefined) return [`the error's root is ${root}`];
  const code = textOf(childrenOf(error, "Code")[0]);
  const listed = published?.errors.map(({ shape }) => errorOf(model, shape)).find((known) => known.code === code);
  if (!listed) return COMMON_ERRORS.has(code) ? [] : [`the error '${code}' is none of the operation's`];
  return statusProblems(listed.status, response.status);
}

function errorOf(model: PublishedModel, shapeName: string): { code: string; status: number | undefined } {
  // Errors that are observed and not published have no shape.
  const shape = Object.hasOwn(model.shapes, shapeName) ? model.shapes[shapeName] : undefined;
  const error = shape?.type === "structure" ? shape.error : undefined;
  return { code: error?.code ?? shapeName, status: error?.httpStatusCode };
}

function statusProblems(expected: number | undefined, found: number): string[] {
  return expected === undefined || expected === found ? [] : [`the status is ${found}, not ${expected}`];
}

/** What is a success though the model has another status: parts of an object. */
const PARTIAL_CONTENT = 206;

function restProblems(model: PublishedModel, operation: string, response: HttpResponse): string[] {
  const published = model.operations[operation];
  const isObserved = published?.http.observedCodes.includes(response.status) === true;
  const expected = isObserved ? response.status : (published?.http.responseCode ?? 200);
  const output = published?.output && shapeOf(model, published.output.shape);
  if (output === undefined) return statusProblems(expected, response.status);
  if (output.type !== "structure") return ["the output is no structure"];
  const ofStatus = Object.values(output.members).some(({ location }) => location === "statusCode");
  const isPart = response.status === PARTIAL_CONTENT && Object.hasOwn(output.members, "AcceptRanges");
  return [
    ...(ofStatus || isPart ? [] : statusProblems(expected, response.status)),
    ...headerProblems(model, output, response),
    ...bodyProblems(model, output, response),
  ];
}

/** Headers that every answer of a service may have. */
const COMMON_HEADERS = /^x-amz(?:n-requestid|-id-2|-request-id|n-errortype)$/;

function headerProblems(model: PublishedModel, output: Structure, response: HttpResponse): string[] {
  const members = Object.entries(output.members);
  const prefixes = members.flatMap(([, { location, locationName = "" }]) =>
    location === "headers" ? [locationName.toLowerCase()] : [],
  );
  return Object.entries(response.headers).flatMap(([name, text]) => {
    const reference = members.find(
      ([, { location, locationName }]) => location === "header" && locationName?.toLowerCase() === name,
    )?.[1];
    if (reference) {
      const shape = shapeOf(model, reference.shape);
      return shapeProblems(model, reference.shape, textValue(shape.type, text), `the header ${name}`);
    }
    const isOwn = !name.startsWith("x-amz") || COMMON_HEADERS.test(name);
    return isOwn || prefixes.some((prefix) => name.startsWith(prefix))
      ? []
      : [`the header ${name} is not in the model`];
  });
}

function bodyProblems(model: PublishedModel, output: Structure, response: HttpResponse): string[] {
  const payload = output.payload === undefined ? undefined : output.members[output.payload];
  const ofPayload = payload && shapeOf(model, payload.shape);
  if (ofPayload && (ofPayload.type !== "structure" || ofPayload.eventstream)) return [];
  const inBody = Object.fromEntries(Object.entries(output.members).filter(([, { location }]) => !location));
  if (Object.keys(inBody).length === 0) {
    return response.body.length === 0 || response.status === PARTIAL_CONTENT ? [] : ["there is a body"];
  }
  const required = output.required.filter((name) => Object.hasOwn(inBody, name));
  const name = payload?.shape ?? "(the body)";
  const inner: PublishedModel = payload
    ? model
    : { ...model, shapes: { ...model.shapes, [name]: { ...output, members: inBody, required } } };
  if (model.metadata.protocol === "rest-json") return shapeProblems(inner, name, jsonOf(response));
  if (response.body.length === 0) return payload ? [] : ["there is no body"];
  const { root, node } = parseAnswer(response.body.toString("utf8"));
  // The one document whose root is its only member.
  if (Object.keys(inBody).length === 1 && Object.hasOwn(inBody, root)) return [];
  return shapeProblems(inner, name, xmlValue(inner, name, node));
}

function restJsonErrorProblems(model: PublishedModel, operation: string, response: HttpResponse): string[] {
  const code = response.headers["x-amzn-errortype"] ?? "";
  const listed = model.operations[operation]?.errors.find(({ shape }) => shape === code);
  if (!listed) return COMMON_ERRORS.has(code) ? [] : [`the error '${code}' is none of the operation's`];
  if (!Object.hasOwn(model.shapes, code)) return [];
  const shape = shapeOf(model, listed.shape);
  const body = jsonOf(response) as Readonly<Record<string, unknown>>;
  const inBody =
    shape.type === "structure"
      ? Object.entries(shape.members).flatMap(([name, { location }]) => (location ? [] : [name.toLowerCase()]))
      : [];
  const strangers = Object.keys(body).filter((name) => !inBody.includes(name.toLowerCase()) && name !== "message");
  return [
    ...statusProblems(errorOf(model, code).status, response.status),
    ...strangers.map((name) => `.${name} is not in the model of the error`),
  ];
}

/** S3's model names few of its errors; those have their status there. All have a code and a message, and no answer to HEAD has a body. */
function restXmlErrorProblems(model: PublishedModel, response: HttpResponse): string[] {
  if (response.body.length === 0) return [];
  const { root, node } = parseAnswer(response.body.toString("utf8"));
  const [code, message] = ["Code", "Message"].map((name) => textOf(childrenOf(node, name)[0]));
  if (root !== "Error" || !code || message === undefined) return [`the error's root is ${root}, its code '${code}'`];
  return Object.hasOwn(model.shapes, code) ? statusProblems(errorOf(model, code).status, response.status) : [];
}
