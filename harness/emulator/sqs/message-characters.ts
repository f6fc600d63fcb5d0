/**
 * The first code of a text that SQS takes neither in a body nor in an attribute, which are to be valid in XML 1.0:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function refusedCharacter(text: string): number | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS refuses
  const found = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u.exec(text);
  return found?.[0].codePointAt(0);
}
