"""An assignment made: papers for each person, pages to hand out, a notice to post, and the secrets apart."""
