"""
The Python runtime of functions that were created over the API: imports the handler and serves it under the Lambda Runtime
API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). What it reports of errors has the shape, the key order
and the blanks of AWS's own Python runtime, because the cause of a failed Task shows them as they are (recorded:
test_raise_exception_catch). Standard library only, any Python 3.8 or later.
"""

import decimal
import http.client
import importlib
import json
import logging
import math
import os
import sys
import threading
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
LOGS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
BASE = "/2018-06-01/runtime"
# AWS's managed runtimes from 3.12 on write characters beyond ASCII as they are.
ESCAPES_NON_ASCII = os.environ.get("AWS_EXECUTION_ENV", "") in {
    f"AWS_Lambda_python3.{minor}" for minor in range(6, 12)
}


class Fault(Exception):
    """What the runtime itself has to complain about; `trace` as AWS shows it."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.trace = list(trace)


class RuntimeApi:
    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, path, body, headers or {})
        response = self.connection.getresponse()
        return response.headers, response.read()

    def next(self):
        return self.ask("GET", f"{BASE}/invocation/next")

    def report(self, path, body, content_type="application/json", error_type=None):
        headers = {"Content-Type": content_type}
        if error_type is not None:
            headers["Lambda-Runtime-Function-Error-Type"] = error_type
        self.ask("POST", f"{BASE}/{path}", body if isinstance(body, bytes) else body.encode(), headers)


class Context:
    """The handler's second argument (https://docs.aws.amazon.com/lambda/latest/dg/python-context.html)."""

    class Identity:
        cognito_identity_id = None
        cognito_identity_pool_id = None

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = client_context_of(headers.get("Lambda-Runtime-Client-Context"))
        self.identity = Context.Identity()
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline_ms - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class ClientContext:
    """What the client says of itself; a member that it does not say is None."""

    class Client:
        names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")

    names = ("custom", "env", "client")


def client_context_of(header):
    if header is None:
        return None
    # Headers are read byte by byte.
    said = json.loads(header.encode("latin-1").decode())
    context = with_members(ClientContext(), said)
    if context.client is not None:
        context.client = with_members(ClientContext.Client(), context.client)
    return context


def with_members(made, said):
    for name in made.names:
        setattr(made, name, said.get(name))
    return made


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, decimal.Decimal):
            return math.nan if value.is_nan() else float(value)
        return super().default(value)


def to_json(value):
    return json.dumps(value, cls=Encoder, ensure_ascii=ESCAPES_NON_ASCII)


def find_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        complaint = "not enough values to unpack (expected 2, got 1)"
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': {complaint}")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module"
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from error
    except SyntaxError as error:
        line = f'  File "{as_deployed(error.filename or "")}" Line {error.lineno}\n    {error.text}'
        raise Fault(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [line]
        ) from error
    try:
        return getattr(module, function_name)
    except AttributeError as error:
        raise Fault(
            "Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'"
        ) from error


def as_deployed(path):
    """The path that a file has on AWS."""
    return "/var/task" + path[len(TASK_ROOT) :] if path.startswith(TASK_ROOT + os.sep) else path


def stack_of(error):
    """Without the runtime's own frames, and without the marks under a line that newer Pythons add."""
    frames = [
        (as_deployed(frame.filename), frame.lineno, frame.name, frame.line)
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    while len(frames) > 1 and frames[0][0] in (__file__, importlib.__file__) or frames[:1] and frozen(frames[0]):
        frames.pop(0)
    return traceback.format_list(frames)


def frozen(frame):
    return frame[0].startswith("<frozen importlib")


def describe(error, request_id):
    if isinstance(error, Fault):
        return failure(error.message, error.error_type, request_id, error.trace)
    return failure(str(error), type(error).__name__, request_id, stack_of(error))


def failure(message, error_type, request_id, trace):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def log_failure(described):
    if LOGS_JSON:
        now = RequestIdFilter.world_time_ms / 1000 if RequestIdFilter.world_time_ms is not None else time.time()
        named = ("errorMessage", "errorType", "requestId", "stackTrace")
        told = {name: described[name] for name in named if described[name] not in ("", [])}
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        print(json.dumps({"timestamp": when, "log_level": "ERROR", **told}, ensure_ascii=False), flush=True)
        return
    head = f"[ERROR] {described['errorType']}"
    lines = [f"{head}: {described['errorMessage']}" if described["errorMessage"] else head]
    lines += ["Traceback (most recent call last):", *"".join(described["stackTrace"]).splitlines()]
    print("\r".join(lines), flush=True)


class RequestIdFilter(logging.Filter):
    request_id = ""
    # In a virtual world the time of the invocation is the world's.
    world_time_ms = None

    def filter(self, record):
        record.aws_request_id = RequestIdFilter.request_id
        if RequestIdFilter.world_time_ms is not None:
            record.created = RequestIdFilter.world_time_ms // 1000
            record.msecs = RequestIdFilter.world_time_ms % 1000
        return True


class JsonFormatter(logging.Formatter):
    """One event as LogFormat JSON has it (https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html)."""

    def format(self, record):
        event = {
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": record.aws_request_id or None,
        }
        if record.exc_info:
            kind, error, stack = record.exc_info
            event["errorType"] = kind.__name__
            event["errorMessage"] = str(error)
            event["stackTrace"] = traceback.format_tb(stack)
        return json.dumps({name: value for name, value in event.items() if value is not None}, ensure_ascii=False)


def set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        JsonFormatter()
        if LOGS_JSON
        else logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
        )
    )
    handler.addFilter(RequestIdFilter())
    logging.getLogger().addHandler(handler)
    if LOGS_JSON:
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO")
        logging.getLogger().setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))


def sleep_in_virtual_time(api):
    """In a virtual world a sleep of the handler is one of the world: it costs nothing and is as long as it says."""
    real_sleep = time.sleep

    def sleep(seconds):
        if threading.current_thread() is not threading.main_thread() or not RequestIdFilter.request_id:
            return real_sleep(seconds)
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        # A connection of its own: the handler may be in the middle of a request.
        RuntimeApi(api).ask("POST", f"/virtual-time/sleep?ms={math.ceil(seconds * 1000)}")

    time.sleep = sleep


def unmarshal(body):
    try:
        return json.loads(body)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from error


def marshal(answer):
    if isinstance(answer, bytes):
        return answer, "application/unknown"
    try:
        return to_json(answer), "application/json"
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from error


def serve(api, handler):
    while True:
        headers, body = api.next()
        request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        RequestIdFilter.request_id = request_id
        world_time_ms = headers.get("Harness-Time-Ms")
        RequestIdFilter.world_time_ms = None if world_time_ms is None else int(world_time_ms)
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"]
        try:
            answer, content_type = marshal(handler(unmarshal(body), Context(headers)))
        except Exception as error:
            described = describe(error, request_id)
            log_failure(described)
            path, answer, content_type = "error", to_json(described), "application/json"
        else:
            path = "response"
        sys.stdout.flush()
        sys.stderr.flush()
        RequestIdFilter.request_id = ""
        api.report(f"invocation/{request_id}/{path}", answer, content_type)


def main():
    api = RuntimeApi(API)
    set_up_logging()
    if os.environ.pop("HARNESS_VIRTUAL_TIME", "") == "1":
        sleep_in_virtual_time(API)
    # The folder of this file is no place for the user's imports.
    sys.path[0] = TASK_ROOT
    try:
        handler = find_handler(os.environ["_HANDLER"])
    except Exception as error:
        described = describe(error, "")
        log_failure(described)
        api.report("init/error", to_json(described), error_type=described["errorType"])
        sys.exit(1)
    try:
        serve(api, handler)
    except (OSError, http.client.HTTPException):
        # The room has gone; nobody is left to answer to.
        sys.exit(1)


main()
