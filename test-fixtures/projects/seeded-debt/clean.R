rentals <- read.csv("data/rentals.csv")
write.csv(rentals, "data/rentals_clean.csv")
