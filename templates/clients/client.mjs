const server = "http://127.0.0.1:8000";

async function ask(path, question) {
  const response = await fetch(server + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

const { problem } = await (await fetch(`${server}/api/presets/source`)).json();
const { phases } = await ask("/api/trace?steps=element", problem);
for (const { phase, steps, names } of phases) {
  for (const { target } of steps) console.log(phase, target, names[target]);
}
