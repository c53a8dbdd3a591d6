cat > problem.json <<'END'
{"network": {"layers": [{"W": [[0.5, -1.0]], "b": [0.1], "activation": "sigmoid"}]},
 "loss": "mse", "x": [[1.0, 2.0]], "y": [[1.0]], "learning_rate": 0.5}
END
curl -fsS http://127.0.0.1:8000/api/update -H "Content-Type: application/json" -d @problem.json
curl -fsSOJ http://127.0.0.1:8000/api/export/numpy -H "Content-Type: application/json" -d @problem.json
python3 backpropagation_numpy.py
