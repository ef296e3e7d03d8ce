def test_prices_are_numbers():
    prices = [round(step * 1.5, 2) for step in range(3)]
    assert prices == [0.0, 1.5, 3.0]
