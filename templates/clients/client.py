import httpx

with httpx.Client(base_url="http://127.0.0.1:8000") as client:
    body = client.get("/api/presets/trask-xor").json()["problem"] | {"optimizer": "adam"}
    losses = []
    for _ in range(5):
        update = client.post("/api/update", json=body).raise_for_status().json()
        losses.append(update["values"]["loss_new"])
        body |= {"network": update["network"], "optimizer_state": update["optimizer_state"]}
    refused = client.post("/api/update", json=body | {"loss": "none"})

assert losses == sorted(losses, reverse=True)
assert refused.status_code == 422
assert refused.json()["detail"].startswith("there is no such loss")
