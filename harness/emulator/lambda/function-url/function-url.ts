/** An address at which HTTP requests invoke a function. */
export interface FunctionUrl {
  /** First label of its host: 32 letters and digits. */
  readonly id: string;
  readonly authType: "NONE" | "AWS_IAM";
  readonly cors: FunctionUrlCors | undefined;
  readonly invokeMode: "BUFFERED" | "RESPONSE_STREAM";
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** As the API spells it. */
export interface FunctionUrlCors {
  readonly AllowCredentials?: boolean | undefined;
  readonly AllowHeaders?: readonly string[] | undefined;
  readonly AllowMethods?: readonly string[] | undefined;
  readonly AllowOrigins?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAge?: number | undefined;
}

/** A URL, and what it invokes. */
export interface InvokedUrl {
  readonly url: FunctionUrl;
  readonly name: string;
  readonly qualifier: string;
  readonly arn: string;
}
