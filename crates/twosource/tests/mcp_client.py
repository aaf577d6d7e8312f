"""Speaks to `twosource mcp` as any client of the protocol does, by the `mcp` package, and prints what it was told as JSON.

    python mcp_client.py BINARY CALLS -- ARGS…

CALLS is a JSON list of [tool, arguments]. The client checks every structured answer against the tool's output schema itself.
"""

import asyncio
import json
import sys

try:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client
except ImportError as error:
    print(json.dumps({"missing": str(error)}))
    sys.exit(0)


async def main(binary, calls, args):
    told = {"answers": []}
    server = StdioServerParameters(command=binary, args=args)
    async with stdio_client(server) as (read, write):
        async with ClientSession(read, write) as session:
            hello = await session.initialize()
            dump = hello.model_dump(by_alias=True)
            told["name"] = dump["serverInfo"]["name"]
            told["instructions"] = dump.get("instructions")
            tools = await session.list_tools()
            told["tools"] = [t.model_dump(by_alias=True) for t in tools.tools]
            for tool, arguments in calls:
                try:
                    result = await session.call_tool(tool, arguments)
                    answer = result.model_dump(by_alias=True)
                    told["answers"].append(
                        {
                            "error": bool(answer.get("isError")),
                            "text": "".join(c.get("text") or "" for c in answer["content"]),
                            "structured": answer.get("structuredContent"),
                        }
                    )
                except Exception as error:  # A refusal of the protocol is an answer too.
                    told["answers"].append({"refused": str(error)})
    print(json.dumps(told))


if __name__ == "__main__":
    cut = sys.argv.index("--")
    asyncio.run(main(sys.argv[1], json.loads(sys.argv[2]), sys.argv[cut + 1 :]))
