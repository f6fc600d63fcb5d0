import { isObject, type Shape, textOf } from "./shape.ts";

/** `aws sqs receive-message`, and the event that a function gets from a queue. */
export const messages: Shape = (value, { place }) => {
  const list = [value.Messages, value.Records].find(Array.isArray);
  if (!list?.some((one) => isObject(one) && ("Body" in one || "body" in one))) return undefined;
  return list.filter(isObject).flatMap((one) => {
    const body = textOf(one.Body) ?? textOf(one.body);
    return body === undefined ? [] : [{ kind: "message" as const, place, body }];
  });
};
