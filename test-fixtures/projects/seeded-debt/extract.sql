SELECT station, day, temperature, wind, rain, bikes FROM rentals;
